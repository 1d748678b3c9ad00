package main

// beginsKeyFrame tells whether an RTP payload holds the first bytes of a VP8 key
// frame (RFC 7741 §4.2 and §4.3).
func beginsKeyFrame(payload []byte) bool {
	if len(payload) < 2 || payload[0]&0x10 == 0 || payload[0]&0x07 != 0 {
		return false // not the start of the frame's first partition
	}
	at := 1
	if payload[0]&0x80 != 0 {
		at += extension(payload[1:])
	}
	return len(payload) > at && payload[at]&0x01 == 0
}

// extension is the length of the payload descriptor's optional part.
func extension(rest []byte) int {
	length := 1
	if rest[0]&0x80 != 0 { // picture id, of 7 or 15 bits
		if len(rest) > 1 && rest[1]&0x80 != 0 {
			length++
		}
		length++
	}
	if rest[0]&0x40 != 0 { // number of the temporal layer's zero frame
		length++
	}
	if rest[0]&0x30 != 0 { // temporal layer, or key frame number
		length++
	}
	return length
}
