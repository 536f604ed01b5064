package io.linli.evacuation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Whose word a height is, and as of which day. */
public record HeightOrigin(String source, @Nullable LocalDate surveyedOn) {}
