package notify

var turkish = book{
	subject:     "Bir mesajın var",
	codeSubject: "Kodun: {{.Code}}",
	frame: `Merhaba{{with .Naam}} {{.}}{{end}},

{{template "body" .}}
{{.Link}}
{{with .Telefoon}}
Telefonda mı konuşmak istersin? {{with $.Contact}}{{.}} senin yanında: {{end}}{{.}}
{{end}}
Selamlar,
Buurtdorp
`,
	at:   "%s, saat %s",
	more: "ve %d kere daha",
	bodies: map[Kind]string{
		signinCode: `Kodun: {{.Code}}.

Kod 10 dakika çalışır.
Kodu sen istemedin mi? O zaman bir şey yapman gerekmez.

Kodu buraya yaz:`,

		VraagRegistered: `İsteğin bize ulaştı. İyi ki yazdın.
{{with .Dag}}{{.}} gününden önce sana telefon ederiz.
{{end}}
Nasıl gittiğini burada görebilirsin:`,
		SteunRegistered: `Yardım etmek istemen ne güzel.
{{with .Dag}}{{.}} gününden önce sana telefon ederiz.
{{end}}
Nasıl gittiğini burada görebilirsin:`,
		IntakePlanned: `Seninle konuşmak isteriz. Görüşme günü: {{.Dag}}, saat {{.Tijd}}.
Bu zaman sana uygun değil mi? Bize telefon et.

Randevunu burada yine görebilirsin:`,
		GesprekPlanned: `Seninle konuşmak isteriz. Görüşme günü: {{.Dag}}, saat {{.Tijd}}.
Bu zaman sana uygun değil mi? Bize telefon et.

Randevunu burada yine görebilirsin:`,
		SteunApproved: `Her şey hazır. İyi ki bizimlesin.
Size uygun bir aile bulunca sana hemen haber veririz.

Nasıl gittiğini burada görebilirsin:`,

		StillRight: `Sizinle ilgili bildiklerimiz hâlâ doğru mu?
Bir bak. Bir kere dokunman yeter.

Buradan bakabilirsin:`,
		NewMatcher: `Artık size başka biri yardım ediyor. Nasıl gittiğini biliyor.
Senin bir şey yapman gerekmez.

Kim olduğunu burada görebilirsin:`,

		ProposalWaiting: `Size uygun bir aile var.
{{with .Dag}}{{.}} gününden önce haber verir misin?
{{end}}
Bu aileyle tanışmak ister misin? Burada söyle:`,
		ProposalGone: `Bu öneri olmadı. Sebebi sen değilsin.
Başka bir aile arıyoruz.

Nasıl gittiğini burada görebilirsin:`,
		BothYes: `İki aile de tanışmak istiyor.
Bir gün seçmek için sana telefon ederiz.

Nasıl gittiğini burada görebilirsin:`,
		KennismakingPlanned: `Tanışma günü: {{.Dag}}, saat {{.Tijd}}.
Bu zaman sana uygun değil mi? Bize telefon et.

Nerede olduğunu burada görebilirsin:`,
		TrialStarted: `Birlikte deneyeceksiniz.
{{with .Dag}}Başlangıç günü: {{.}}.
{{end}}
Ortak kararlarınız burada:`,
		KoppelingStarted: `Birlikte devam ediyorsunuz. Ne güzel.

Ortak kararlarınız burada:`,
		KoppelingStopped: `Birlikte devam etmiyorsunuz. Bunu konuşmak için sana telefon ederiz.

Nasıl gittiğini burada görebilirsin:`,

		FarewellPlanned: `Birlikte vedalaşacaksınız.
{{with .Dag}}{{.}} günü bunu birlikte konuşuruz.
{{end}}Acele etmeyin. Güzel bir an olsun.

Birbirinize buradan bir şey yazabilirsiniz:`,
		KoppelingClosed: `Birlikte geçen zamanınız bitti. Teşekkürler.
Yeniden bir aile arayalım mı? Sen karar verirsin.

Bundan sonrasını burada görebilirsin:`,
		ReopenAsked: `Yine birlikte devam etmek ister misiniz?
{{with .Dag}}{{.}} gününden önce haber verir misin?
{{end}}
Burada söyle:`,
		ReopenGone: `Şimdilik birlikte devam etmiyorsunuz. Sebebi sen değilsin.

Nasıl gittiğini burada görebilirsin:`,
		Reopened: `Yine birlikte devam ediyorsunuz. Ne güzel.

Ortak kararlarınız burada:`,

		HowIsIt: `Birlikte nasıl gidiyor?

Bir yüze dokun:`,
		LookBack: `Son haftalar nasıl geçti?
Sana üç kısa sorumuz var.

Buradan cevap verebilirsin:`,
		VisitSkipped: `Diğer aile için bir gün olmuyor: {{.Dag}}.
Olur böyle şeyler. Sonraki sefer aynı kalıyor.

Ortak kararlarınız burada:`,

		SignedUp: `Geliyorsun: {{.Dag}}, saat {{.Tijd}}. Ne güzel!
{{.Titel}}
{{.Plek}}

Gelemiyor musun? Burada haber ver:`,
		OnTheList: `{{.Dag}} günü yer kalmadı. Listedesin.
{{.Titel}}
{{.Plek}}
Yer açılınca sana hemen haber veririz.

Artık istemiyor musun? Listeden buradan çık:`,
		MovedUp: `Yer açıldı. Geliyorsun: {{.Dag}}, saat {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Gelemiyor musun? Burada haber ver:`,
		Offered: `Yer açıldı: {{.Dag}}, saat {{.Tijd}}.
{{.Titel}}
{{.Plek}}
Geliyor musun? Bu yer şu zamana kadar sizin: {{.Tot}}.

Burada söyle:`,
		OfferGone: `Senden haber alamadık. {{.Dag}} günkü yeri başka bir aileye verdik.
{{.Titel}}
{{.Plek}}

Yine de gelmek ister misin? Burada söyle:`,
		Passed: `{{.Dag}} günü yer açıldı, ama hepinize yetmiyor.
{{.Titel}}
{{.Plek}}
Bu yüzden sıra daha küçük bir ailede. Sizin sıranız aynı kalıyor.

Nasıl gittiğini burada görebilirsin:`,
		Changed: `Dikkat: bir şey değişti. Yeni zaman: {{.Dag}}, saat {{.Tijd}}.
{{.Titel}}
{{.Plek}}

O zaman gelemiyor musun? Burada haber ver:`,
		Reminder: `Geliyorsun: {{.Dag}}, saat {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Gelemiyor musun? Burada haber ver:`,

		TakenOff: `Yerini iptal ettik: {{.Dag}}, saat {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Yine de gelmek ister misin? Burada söyle:`,
		SeriesChanged: `Dikkat: bir şey değişti.
{{.Titel}}
{{.Plek}}
{{with .Komt}}
Şu zamanlarda geliyorsun:
{{range .}}- {{.}}
{{end}}{{end}}{{with .Lijst}}
Şu zamanlar için listedesin:
{{range .}}- {{.}}
{{end}}{{end}}{{with .Uit}}
Bunlar iptal oldu:
{{range .}}- {{.}}
{{end}}{{end}}
{{if or .Komt .Lijst}}Bir gün gelemiyor musun? Burada haber ver:{{else}}Başka buluşmalar burada:{{end}}`,
		CalledOff: `İptal oldu: {{.Dag}}, saat {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Başka buluşmalar burada:`,
	},
	shorts: map[Kind]string{
		signinCode: "Kodun: {{.Code}}. Kod 10 dakika çalışır.",
		Reminder:   "Geliyorsun: {{.Dag}}, saat {{.Tijd}}. {{.Plek}}. Gelemiyor musun? Burada haber ver: {{.Link}}",
		Offered:    "Yer açıldı: {{.Dag}}, saat {{.Tijd}}. {{.Plek}}. Geliyor musun? Şu zamana kadar söyle: {{.Tot}}. {{.Link}}",
		MovedUp:    "Yer açıldı. Geliyorsun: {{.Dag}}, saat {{.Tijd}}. {{.Plek}}. {{.Link}}",
		Changed:    "Dikkat, yeni zaman: {{.Dag}}, saat {{.Tijd}}. {{.Plek}}. {{.Link}}",
		CalledOff:  "İptal oldu: {{.Dag}}, saat {{.Tijd}}. {{.Plek}}.",
	},
}
