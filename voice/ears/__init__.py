"""What the runner says: sound in, the player's commands out, all of it on this machine.

Sound is cut where a voice starts and ends (`segments`), a short piece of it becomes a picture of sound
(`features`), a recogniser says how likely each phrase of the present mode is (`scorer`), and a pure decision
takes one of them, asks back, or leaves it (`decide`). Nothing is kept.
"""
