package demo

import "buurtdorp/internal/term"

// held is a meetup of 2021 and how many people came, adults and children together.
type held struct {
	month, day int
	spot       int
	thema      term.Thema
	came       int
}

// meetups2021 are the 54 meetups of that year: 1,050 people. Most of them came to
// Oud-Beijerland (402), then Numansdorp (268), Puttershoek (214) and Westmaas (166);
// August was the quietest month (34) and November the busiest (151).
var meetups2021 = []held{
	{1, 12, atOudBeijerland, term.ThemaKoffie, 21},
	{1, 16, atNumansdorp, term.ThemaSpelen, 20},
	{1, 20, atPuttershoek, term.ThemaSlapen, 21},
	{2, 9, atOudBeijerland, term.ThemaEten, 13},
	{2, 10, atPuttershoek, term.ThemaKoffie, 14},
	{2, 15, atWestmaas, term.ThemaKoffie, 13},
	{2, 20, atNumansdorp, term.ThemaKoffie, 14},
	{2, 23, atOudBeijerland, term.ThemaKoffie, 17},
	{3, 9, atOudBeijerland, term.ThemaOpvoeden, 18},
	{3, 17, atPuttershoek, term.ThemaOpvoeden, 17},
	{3, 22, atWestmaas, term.ThemaSlapen, 16},
	{3, 23, atOudBeijerland, term.ThemaWonen, 17},
	{3, 27, atNumansdorp, term.ThemaSpelen, 16},
	{4, 6, atOudBeijerland, term.ThemaKoffie, 16},
	{4, 12, atWestmaas, term.ThemaKoffie, 17},
	{4, 14, atPuttershoek, term.ThemaTaal, 17},
	{4, 17, atNumansdorp, term.ThemaPuberteit, 17},
	{4, 20, atOudBeijerland, term.ThemaEten, 21},
	{5, 11, atOudBeijerland, term.ThemaScheiding, 22},
	{5, 12, atPuttershoek, term.ThemaWonen, 19},
	{5, 17, atWestmaas, term.ThemaEten, 18},
	{5, 22, atNumansdorp, term.ThemaSpelen, 18},
	{5, 25, atOudBeijerland, term.ThemaKoffie, 19},
	{6, 8, atOudBeijerland, term.ThemaSlapen, 22},
	{6, 12, atNumansdorp, term.ThemaEten, 17},
	{6, 16, atPuttershoek, term.ThemaSlapen, 20},
	{6, 22, atOudBeijerland, term.ThemaKoffie, 20},
	{6, 26, atNumansdorp, term.ThemaSpelen, 22},
	{7, 12, atWestmaas, term.ThemaKoffie, 16},
	{7, 17, atNumansdorp, term.ThemaSpelen, 15},
	{7, 20, atOudBeijerland, term.ThemaEten, 17},
	{8, 11, atPuttershoek, term.ThemaScheiding, 17},
	{8, 17, atOudBeijerland, term.ThemaKoffie, 17},
	{9, 7, atOudBeijerland, term.ThemaOpvoeden, 22},
	{9, 11, atNumansdorp, term.ThemaKoffie, 20},
	{9, 15, atPuttershoek, term.ThemaSlapen, 21},
	{9, 21, atOudBeijerland, term.ThemaWonen, 21},
	{9, 27, atWestmaas, term.ThemaOpvoeden, 20},
	{10, 9, atNumansdorp, term.ThemaSpelen, 17},
	{10, 11, atWestmaas, term.ThemaKoffie, 19},
	{10, 12, atOudBeijerland, term.ThemaKoffie, 18},
	{10, 23, atNumansdorp, term.ThemaPuberteit, 21},
	{10, 26, atOudBeijerland, term.ThemaEten, 23},
	{10, 27, atPuttershoek, term.ThemaKoffie, 20},
	{11, 6, atNumansdorp, term.ThemaSpelen, 25},
	{11, 9, atOudBeijerland, term.ThemaScheiding, 24},
	{11, 10, atPuttershoek, term.ThemaOpvoeden, 25},
	{11, 15, atWestmaas, term.ThemaPuberteit, 24},
	{11, 20, atNumansdorp, term.ThemaEten, 24},
	{11, 23, atOudBeijerland, term.ThemaKoffie, 29},
	{12, 11, atNumansdorp, term.ThemaSpelen, 22},
	{12, 15, atPuttershoek, term.ThemaTaal, 23},
	{12, 20, atWestmaas, term.ThemaKoffie, 23},
	{12, 28, atOudBeijerland, term.ThemaSlapen, 25},
}
