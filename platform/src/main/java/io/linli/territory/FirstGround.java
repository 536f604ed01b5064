package io.linli.territory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Sees to it, before the first request, that a new database knows the divisions of its root, if they ship with us. */
@Component
class FirstGround implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(FirstGround.class);
    private static final List<String> SHIPPED =
            List.of("provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv");

    private final DivisionImport divisions;
    private final GroundKeeper keeper;
    private final TerritorySettings settings;
    private final ObjectProvider<DemoGround> demo;

    FirstGround(
            DivisionImport divisions,
            GroundKeeper keeper,
            TerritorySettings settings,
            ObjectProvider<DemoGround> demo) {
        this.divisions = divisions;
        this.keeper = keeper;
        this.settings = settings;
        this.demo = demo;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var root = settings.rootCode();
        if (!knows(root)) {
            // the demo shows the other place that ships too
            load(demo.getIfAvailable() == null ? root : null);
        }
        if (!knows(root)) {
            LOG.warn("No divisions of {} yet: import them with ./linli import divisions", root);
        }
        demo.ifAvailable(DemoGround::load);
    }

    private boolean knows(AreaCode code) {
        return keeper.current().areas().find(code).isPresent();
    }

    private void load(@Nullable AreaCode region) {
        for (var name : SHIPPED) {
            try (var file = new ClassPathResource("divisions/" + name).getInputStream()) {
                divisions.read(file, region, rows -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
