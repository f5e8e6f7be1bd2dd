package term

// EndedElsewhere is why a session ended that its owner ended from another device. What
// that device holds, it wipes when it is next in touch; a session that ended otherwise
// only has to be opened again.
const EndedElsewhere = "ended elsewhere"
