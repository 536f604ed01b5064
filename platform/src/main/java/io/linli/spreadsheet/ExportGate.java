package io.linli.spreadsheet;

import java.util.Optional;

/**
 * Who may take many people's data away: asked for every export with more personal rows than {@link Exports#limit}.
 * Implemented where accounts are known; as long as nobody does, such exports are refused.
 */
public interface ExportGate {

    /**
     * What they are for, as the second person who let them out has read it; empty where nobody has. What is let through is
     * the gate's to record.
     */
    Optional<String> purpose(ExportRequest request);
}
