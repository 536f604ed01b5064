package io.linli.identity;

import io.linli.identity.Account.Tenure;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post and from when until when it is held.
 *
 * @param standsInFor whose post it is, where the one who holds it acts for somebody away
 */
public record HeldPost(
        UUID id,
        Role role,
        AreaCode area,
        String areaName,
        @Nullable OrgUnitId unit,
        @Nullable AccountId standsInFor,
        Instant since,
        @Nullable Instant until) {

    static HeldPost of(Tenure tenure, Territory territory) {
        var post = tenure.post();
        return new HeldPost(
                tenure.id(),
                post.role(),
                post.area(),
                territory.find(post.area()).map(Area::name).orElse(post.area().code()),
                post.unit(),
                post.standsInFor(),
                tenure.since(),
                tenure.until());
    }
}
