package io.linli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.territory.AreaCode;
import io.linli.territory.GeoPoint;
import io.linli.territory.Territory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.SpringBootTest;

/** What is found out about a report while its reporter waits. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PreparationTests {

    private static final AreaCode GRID = new AreaCode("430181002001001");

    @Test
    void findsWhatIsNamedOrPointedAtHoweverBusyTheMachineIs(
            @Autowired Territory territory,
            @Autowired Categories categories,
            @Autowired DangerWords dangers,
            @Autowired ObjectProvider<IncidentTriage> triage) {
        var impatient = new Binder(new MapConfigurationPropertySource(Map.of("linli.incident.patience", "0ms")))
                .bindOrCreate("linli.incident", IncidentSettings.class);
        var preparation = new Preparation(territory, categories, dangers, triage, impatient);
        try {
            assertThat(preparation.place(new Report.Place(null, GRID, null)).grid())
                    .isEqualTo(GRID);
            assertThat(preparation
                            .place(new Report.Place(new GeoPoint(113.64, 28.16), null, null))
                            .grid())
                    .isNotNull();
        } finally {
            preparation.destroy();
        }
    }
}
