package io.linli.incident;

/** What the inspection of a handled incident found. */
public enum InspectionResult {
    PASSED(IncidentStatus.CLOSED),
    REWORK(IncidentStatus.REWORK),
    UNSOLVABLE(IncidentStatus.UNSOLVABLE);

    private final IncidentStatus leadsTo;

    InspectionResult(IncidentStatus leadsTo) {
        this.leadsTo = leadsTo;
    }

    IncidentStatus leadsTo() {
        return leadsTo;
    }
}
