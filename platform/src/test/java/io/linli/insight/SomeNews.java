package io.linli.insight;

import io.linli.incident.IncidentId;
import io.linli.incident.IncidentStatus;
import io.linli.insight.Board.Entry;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.UUID;

/** Something that happened, the one behind the other. */
final class SomeNews {

    static final String AREA = "430181002001001";

    private SomeNews() {}

    static Entry at(long place) {
        var news = new News(
                new IncidentId(new UUID(0, place)),
                "SJ-" + place,
                News.REPORTED,
                new AreaCode(AREA),
                "示例网格",
                null,
                IncidentStatus.REPORTED,
                false,
                null,
                Instant.EPOCH);
        return new Entry(place, null, null, null, news);
    }
}
