package io.linli.analysis.rain;

import io.linli.territory.AreaCode;
import java.util.Optional;

/** The threshold that measured rain has reached in an area just now; answered from memory. */
public interface RainNow {

    Optional<RainLevel> reached(AreaCode area);
}
