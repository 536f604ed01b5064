package io.linli.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions and limits that another place works with, to begin a draft from. They bind nobody here.
 *
 * @param category the kind that it fits
 * @param name as that place calls it
 */
public record CategoryTemplate(
        String category,
        String name,
        @Nullable String filing,
        @Nullable String closing,
        List<CategoryDefinition.Stage> stages,
        String source) {}
