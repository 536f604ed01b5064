package io.linli.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** What can be done with an incident; each is one method of {@link Incident} and one entry of its trail. */
public enum IncidentStep {
    REPORT(),
    FILE(),
    REJECT("note"),
    DISPATCH(),
    TAKE(),
    FEEDBACK("note"),
    INSPECT("result", "note"),
    PLACE("location"),
    WITHDRAW("note"),
    RATE("contacted", "solved", "satisfied"),
    /** The reporter of a confidential report was opened to two persons: the reporter sees it here. */
    DISCLOSE("reason"),
    /** A request for that was declined; part of how such a request is decided, and no step that is offered. */
    DECLINE_DISCLOSURE("reason"),
    /** Who had it left; nobody's step, but what the platform does on its own account. */
    HAND_OVER(),
    SUSPEND("note"),
    RESUME(),
    /** One stage is done, and the next begins. */
    ADVANCE("note"),
    ASK_EXTENSION("amount", "note"),
    EXTEND(),
    REFUSE_EXTENSION("note"),
    /** Its time was over, and it went a level up: what the platform does on its own account. */
    ESCALATE(),
    /** Days off have changed, and with them the end of its limit: the same. */
    RESCHEDULE(),
    /** The ground was divided anew, and it lies in another area now; the platform's step, too. */
    RELOCATE(),
    /** Somebody goes and looks before it is filed. */
    VERIFY("note"),
    /** 派单异议: it is somebody else's to do. */
    OBJECT("note"),
    /** What becomes of an objection. */
    REVIEW("upheld", "note"),
    /** 并案: it is the same thing as another. */
    MERGE("into", "note"),
    /** Another was merged into it; nobody's step, but what follows from that one's. */
    JOIN(),
    REOPEN("note"),
    /** Another person looks at what was settled on the spot. */
    CHECK("passed", "note"),
    /** 回访: the reporter is asked the three questions. */
    CALL_BACK("reached"),
    /** A bad review is seen to. */
    FOLLOW_UP("note"),
    /** It is another kind of matter than it was taken for. */
    RECATEGORISE("category", "note"),
    /** 催办: whoever has it is reminded, by somebody above. */
    URGE();

    private final String needs;

    IncidentStep(String... needs) {
        this.needs = String.join(",", needs);
    }

    /** The fields that must be filled in. */
    public List<String> needs() {
        return needs.isEmpty() ? List.of() : List.of(needs.split(",", -1));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
