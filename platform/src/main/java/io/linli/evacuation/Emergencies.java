package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.EVACUATION_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The emergencies of the caller's ground and how far each is: numbers, no person. */
@Service
public class Emergencies {

    private static final int MOST = 200;

    private final ScopedQuery scoped;
    private final Posts posts;
    private final Territory territory;

    Emergencies(ScopedQuery scoped, Posts posts, Territory territory) {
        this.scoped = scoped;
        this.posts = posts;
        this.territory = territory;
    }

    /** One with its numbers. */
    public record View(Emergency emergency, Progress progress) {}

    /** The latest first. */
    public List<Emergency> list(Caller caller, @Nullable Boolean open) {
        var query = scoped.from(caller, "evacuation.emergency e")
                .select("e.*")
                .orderBy("e.opened_at desc, e.id desc")
                .limit(MOST);
        if (open != null) {
            query.and(open ? "e.closed_at is null" : "e.closed_at is not null");
        }
        return query.list((row, n) -> emergency(row));
    }

    public Emergency get(Caller caller, UUID id) {
        return scoped.from(caller, "evacuation.emergency e")
                .select("e.*")
                .and("e.id = ?", id)
                .first((row, n) -> emergency(row))
                .orElseThrow(() -> EVACUATION_UNKNOWN.with(id));
    }

    public View view(Caller caller, UUID id) {
        return new View(get(caller, id), progress(caller, id));
    }

    Progress progress(Caller caller, UUID id) {
        return Progress.of(scoped.from(caller, "evacuation.household h")
                .select("h.status, h.heads, h.escalations, h.arrived, h.given_at, h.confirmed_at")
                .and("h.emergency = ?", id)
                .list((row, n) -> new Progress.Row(
                        HouseholdStatus.valueOf(row.getString("status")),
                        row.getInt("heads"),
                        row.getInt("escalations"),
                        Rows.whole(row, "arrived"),
                        Rows.instantOrNull(row, "given_at"),
                        Rows.instantOrNull(row, "confirmed_at"))));
    }

    private Emergency emergency(ResultSet row) throws SQLException {
        var area = new AreaCode(row.getString("area"));
        return new Emergency(
                Rows.id(row, "id"),
                row.getString("name"),
                area,
                territory.find(area).map(Area::name).orElse(area.code()),
                Emergency.Basis.valueOf(row.getString("basis")),
                row.getString("issuer"),
                row.getString("reference"),
                Rows.instant(row, "issued_at"),
                posts.find(new AccountId(Rows.id(row, "opened_by")))
                        .map(Posts.Holder::name)
                        .orElse(null),
                Rows.instant(row, "opened_at"),
                Rows.instantOrNull(row, "given_at"),
                Rows.instantOrNull(row, "closed_at"),
                Rows.instantOrNull(row, "erased_at"));
    }
}
