package io.linli.spreadsheet;

/**
 * Who may take many people's data away: asked for every export with more personal rows than {@link Exports#limit}.
 * Implemented where accounts are known; as long as nobody does, such exports are refused.
 */
public interface ExportGate {

    /** Whether purpose and approval suffice. What is let through is the gate's to record. */
    boolean allows(ExportRequest request);
}
