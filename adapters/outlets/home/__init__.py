"""Home Assistant: a loudspeaker that can ask (REST), and a panel of sensors and buttons (MQTT)."""
