package fault_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"buurtdorp/internal/fault"
)

func TestErrorForLogsNeverPrintsArguments(t *testing.T) {
	err := fault.At("input", "contact").Index(2).Field("email").New(fault.Invalid, "email.vorm").
		With("email", "samira@voorbeeld.example").Because(io.ErrUnexpectedEOF)
	got := err.Error()
	if want := "INVALID email.vorm at input.contact.2.email: unexpected EOF"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	if strings.Contains(got, "samira") {
		t.Error("an argument went into the text for the log")
	}
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error("the cause is lost")
	}
}

func TestFaultsAreFoundThroughWrapping(t *testing.T) {
	full := fault.New(fault.Full, "meetup.vol")
	wrapped := fmt.Errorf("signing up: %w", fmt.Errorf("taking a place: %w", full))
	if fault.CodeOf(wrapped) != fault.Full || !fault.Has(wrapped, fault.Full) {
		t.Errorf("code of a wrapped fault = %s", fault.CodeOf(wrapped))
	}
	if !errors.Is(wrapped, fault.New(fault.Full, "")) || errors.Is(wrapped, fault.New(fault.Full, "meetup.voorbij")) {
		t.Error("errors.Is must compare the code, and the key when one is asked")
	}
	if got := fault.CodeOf(errors.New("pq: gone")); got != fault.Internal {
		t.Errorf("code of a foreign error = %s", got)
	}
	if fault.All(errors.New("pq: gone")) != nil || fault.All(nil) != nil {
		t.Error("a foreign error holds no faults")
	}
}

func TestListHoldsAllFieldsAtOnce(t *testing.T) {
	var list fault.List
	if list.Err() != nil {
		t.Fatal("an empty list is no error")
	}
	at := fault.At("input")
	list.Add(at.Field("voornaam").Required(), nil, at.Field("notitie").TooLong(400))
	err := fmt.Errorf("registering: %w", list.Err())
	all := fault.All(err)
	if len(all) != 2 || all[0].Path[1] != "voornaam" || all[1].Path[1] != "notitie" {
		t.Fatalf("All = %v", all)
	}
	if got := fault.Sentence("nl", all[1]); got != "Dit is te lang. Gebruik hoogstens 400 tekens." {
		t.Errorf("sentence = %q", got)
	}
}

func TestPlacesAndFaultsDoNotShareMemory(t *testing.T) {
	at := fault.At("input", "kinderen")
	first, second := at.Index(0), at.Index(1)
	if strings.Join(first.Path(), ".") != "input.kinderen.0" || strings.Join(second.Path(), ".") != "input.kinderen.1" {
		t.Errorf("places mixed up: %v %v", first.Path(), second.Path())
	}
	base := fault.New(fault.TooLong, "tekst.lang").With("max", 10)
	if other := base.With("max", 20); base.Args["max"] != 10 || other.Args["max"] != 20 {
		t.Errorf("With changed the fault it came from: %v", base.Args)
	}
}

func TestForeignErrorsGetOneSentence(t *testing.T) {
	for _, err := range []error{nil, errors.New("pq: duplicate key value"), fmt.Errorf("x: %w", io.EOF)} {
		if got := fault.Sentence("nl", err); got != "Er ging iets mis. Probeer het later opnieuw." {
			t.Errorf("Sentence(%v) = %q", err, got)
		}
	}
}

func TestUnknownKeyOrLanguageFallsBack(t *testing.T) {
	if got := fault.Sentence("xx", fault.New(fault.Full, "bestaat.niet")); got != "Het is vol. Je kunt wel op de lijst." {
		t.Errorf("fallback = %q", got)
	}
}

func TestCodeIsTheEnumOfTheAPI(t *testing.T) {
	for _, c := range fault.Codes() {
		var b strings.Builder
		c.MarshalGQL(&b)
		var back fault.Code
		if err := back.UnmarshalGQL(strings.Trim(b.String(), `"`)); err != nil || back != c {
			t.Errorf("%s does not survive the wire: %v", c, err)
		}
	}
	var c fault.Code
	if c.UnmarshalGQL("SOMETHING") == nil || c.UnmarshalGQL(7) == nil {
		t.Error("a word outside the list was taken")
	}
}
