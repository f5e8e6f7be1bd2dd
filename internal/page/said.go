package page

import "buurtdorp/internal/taal"

// said is what the pages say, in the languages of the app. What the app says too has the
// app's key and the app's words. Tests hold the six together, and to the app's.
var said = map[string]map[string]string{"nl": nl, "en": en, "ar": ar, "tr": tr, "pl": pl, "uk": uk}

// say gives the words of a key in a language; a key that nobody wrote stands there itself,
// as in the app, so that a test sees it.
func say(code, key string, pairs ...any) string {
	text, written := said[code][key]
	if !written {
		return key
	}
	values := taal.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, _ := pairs[i].(string)
		values[name] = pairs[i+1]
	}
	return taal.Fill(code, text, values)
}
