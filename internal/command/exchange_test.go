package command_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"entgo.io/ent/dialect"

	"buurtdorp/internal/exchange"
	"buurtdorp/internal/storetest"
)

// What is exported from one database and imported in another, is exported from that one
// as the same table, to the byte.
func TestExportImportExport(t *testing.T) {
	storetest.EachEmpty(t, func(t *testing.T, d, elsewhere string) {
		o := newOperator(t)
		o.does("demo")
		was := map[string]string{}
		for _, kind := range exchange.Kinds() {
			for _, format := range []string{"csv", "json", "xlsx"} {
				was[kind+format] = o.does("export", kind, "--format", format)
				o.write(kind+"."+format, was[kind+format])
			}
		}
		var people []struct{ Role, Email string }
		mustJSON(t, o.does("demo", "--list"), &people)
		var places []struct{ Plek string }
		mustJSON(t, was["meetupsjson"], &places)
		for _, format := range []string{"csv", "json", "xlsx"} {
			t.Setenv("DATABASE_URL", elsewhere)
			if format != "csv" && d == dialect.Postgres {
				continue // the format is the same table
			}
			if format != "csv" {
				t.Setenv("DATABASE_URL", "sqlite:"+o.path(format+".db"))
			}
			o.does("admin", "region", "hoeksche-waard")
			for _, p := range people {
				if p.Role == "matcher" || p.Role == "head_matcher" {
					o.does("admin", "person", p.Email, "--name", "Ria", "--role", p.Role)
				}
			}
			for _, p := range places {
				o.does("admin", "place", p.Plek, "--postcode", "3273AB")
			}
			for _, kind := range exchange.Kinds() {
				file := "DIR/" + kind + "." + format
				if out := o.does("import", kind, file, "--by", "matcher1@demo.buurtdorp.example", "--dry-run"); out != "" {
					t.Errorf("a rehearsal printed %s", out)
				}
				if left := o.does("export", kind); strings.Count(left, "\n") != 1 {
					t.Errorf("a rehearsal kept %d rows of %s", strings.Count(left, "\n")-1, kind)
				}
				var report exchange.Report
				mustJSON(t, o.does("import", kind, file, "--by", "matcher1@demo.buurtdorp.example", "--json"), &report)
				if !report.Written || report.Rows < 30 {
					t.Errorf("%s: %+v", kind, report)
				}
				if is := o.does("export", kind, "--format", format); is != was[kind+format] {
					t.Errorf("%s in %s is not the same: %s", kind, format, differ(was[kind+format], is))
				}
			}
		}
	})
}

func differ(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return fmt.Sprintf("line %d\n%s\n%s", i+1, as[i], bs[i])
		}
	}
	return fmt.Sprintf("%d lines became %d", len(as), len(bs))
}

func TestImportFaults(t *testing.T) {
	o := newOperator(t)
	const good = "naam;telefoon;postcode;kinderen;soorten;toestemming\nSamira;0612345671;3273AB;4;opvang;ja\n"
	o.write("goed.csv", good)
	o.write("mis.csv", strings.Replace(good, ";4;", ";40;", 1))
	o.write("leeg.csv", "")
	if code, _, errs := o.types("import", "vraaggezinnen", "DIR/goed.csv"); code != 3 || !strings.Contains(errs, "there is no such region") {
		t.Errorf("without a region: %d %s", code, errs)
	}
	o.does("admin", "region", "hoeksche-waard")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"import", "gezinnen", "DIR/goed.csv"}, 2, "there are tables of meetups, steungezinnen, vraaggezinnen"},
		{[]string{"export", "gezinnen"}, 2, "there are tables of"},
		{[]string{"export", "meetups", "--format", "ods"}, 2, "--format is csv, xlsx or json"},
		{[]string{"import", "vraaggezinnen", "DIR/none.csv"}, 3, "there is no file"},
		{[]string{"import", "vraaggezinnen", "DIR/leeg.csv"}, 1, "Bestand: Dit bestand is leeg."},
		{[]string{"import", "vraaggezinnen", "DIR/mis.csv"}, 1, "Rij 2, kolom kinderen: Deze leeftijd klopt niet."},
		{[]string{"import", "vraaggezinnen", "DIR/goed.csv", "--by", "niemand@voorbeeld.example"}, 3, "no matcher of this region"},
		{[]string{"import", "vraaggezinnen", "DIR/goed.csv", "--region", "elders"}, 3, "there is no such region"},
		{[]string{"import", "vraaggezinnen", "DIR/goed.csv", "--dry-run"}, 0, "1 rows are in order; nothing was written"},
		{[]string{"import", "vraaggezinnen", "DIR/goed.csv"}, 0, "1 rows written"},
		{[]string{"export", "vraaggezinnen", "--out", "DIR/goed.csv"}, 4, "is there already"},
		{[]string{"export", "vraaggezinnen", "--out", "DIR/uit.csv"}, 0, "1 rows of vraaggezinnen"},
	} {
		if code, out, errs := o.types(c.args...); code != c.code || !strings.Contains(errs, c.says) || out != "" {
			t.Errorf("%v: %d %s%s", c.args, code, out, errs)
		}
	}
	if info, err := os.Stat(o.path("uit.csv")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("an export that others may read: %v %v", info, err)
	}
	code, out, _ := o.types("import", "vraaggezinnen", "DIR/mis.csv", "--json")
	var report exchange.Report
	if err := json.Unmarshal([]byte(out), &report); code != 1 || err != nil || report.Written || len(report.Problems) != 1 || report.Problems[0].Column != "kinderen" {
		t.Errorf("as JSON: %d %s", code, out)
	}
}
