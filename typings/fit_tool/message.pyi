class Message:
    local_id: int
    global_id: int
