package io.linli.analysis;

import io.linli.analysis.rain.RainLevel;
import io.linli.analysis.rain.RainNow;
import io.linli.territory.AreaCode;
import java.util.Optional;
import org.springframework.context.ApplicationContext;

/** What is remembered of the rain just now. */
public record SomeRain(ApplicationContext context) {

    /** As it will be remembered within seconds. */
    public Optional<RainLevel> reached(String area) {
        context.getBean(RainMemory.class).renew();
        return context.getBean(RainNow.class).reached(new AreaCode(area));
    }
}
