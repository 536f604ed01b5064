package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.MEMBER_BODY_UNKNOWN;
import static io.linli.workforce.WorkforceProblem.MEMBER_KIND_UNFIT;
import static io.linli.workforce.WorkforceProblem.MEMBER_TAKEN;
import static io.linli.workforce.WorkforceProblem.MEMBER_UNKNOWN;

import io.linli.identity.OrgUnitId;
import io.linli.settings.Ids;
import io.linli.workforce.OrganisationKind.Seat;
import io.linli.workforce.OrganisationView.Member;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose delegates sit in a joint committee (社区联合党委兼职委员): the kinds and the bodies, no persons. A seat may be known
 * before it is known which body fills it.
 */
@Component
class Members {

    private final JdbcClient database;
    private final OrganisationRows rows;

    Members(JdbcClient database, OrganisationRows rows) {
        this.database = database;
        this.rows = rows;
    }

    List<Member> of(OrganisationRows.Entry organisation, OrganisationKind kind) {
        return database.sql("""
                select m.id, m.kind, m.body, b.name as body_name, m.since
                from workforce.member m join workforce.member_kind k on k.code = m.kind
                left join workforce.organisation b on b.id = m.body
                where m.organisation = ? and m.until is null order by k.position, m.id""")
                .param(organisation.id().id())
                .query((row, n) -> {
                    var body = row.getString("body");
                    var code = row.getString("kind");
                    return new Member(
                            row.getObject("id", UUID.class),
                            code,
                            name(kind, code),
                            body == null ? null : new OrgUnitId(body),
                            row.getString("body_name"),
                            row.getObject("since", LocalDate.class));
                })
                .list();
    }

    private static String name(OrganisationKind kind, String member) {
        return kind.members().stream()
                .filter(seat -> seat.kind().equals(member))
                .map(Seat::name)
                .findFirst()
                .orElse(member);
    }

    /** The kinds that it needs and has none of. */
    static List<Seat> missing(OrganisationKind kind, List<Member> members) {
        return kind.members().stream()
                .filter(Seat::required)
                .filter(seat ->
                        members.stream().noneMatch(member -> member.kind().equals(seat.kind())))
                .toList();
    }

    void add(
            OrganisationRows.Entry organisation,
            OrganisationKind kind,
            String member,
            @Nullable OrgUnitId body,
            LocalDate since) {
        if (kind.members().stream().noneMatch(seat -> seat.kind().equals(member))) {
            throw MEMBER_KIND_UNFIT.with(member, kind.name()).at("kind");
        }
        if (body != null && rows.find(body).filter(OrganisationRows.Entry::open).isEmpty()) {
            throw MEMBER_BODY_UNKNOWN.with(body.id()).at("body");
        }
        boolean taken = database.sql("""
                select exists (select from workforce.member
                    where until is null and organisation = ? and kind = ? and body is not distinct from ?)""")
                .params(Arrays.asList(organisation.id().id(), member, OrganisationRows.text(body)))
                .query(Boolean.class)
                .single();
        if (taken) {
            throw MEMBER_TAKEN.with(name(kind, member), organisation.name());
        }
        database.sql("insert into workforce.member (id, organisation, kind, body, since) values (?, ?, ?, ?, ?)")
                .params(Arrays.asList(Ids.next(), organisation.id().id(), member, OrganisationRows.text(body), since))
                .update();
    }

    /** Ends the seat; tells of which kind it was. */
    String end(OrganisationRows.Entry organisation, UUID member, LocalDate last) {
        return database.sql("""
                update workforce.member set until = greatest(since, ?)
                where id = ? and organisation = ? and until is null returning kind""")
                .params(last, member, organisation.id().id())
                .query(String.class)
                .optional()
                .orElseThrow(() -> MEMBER_UNKNOWN.with(member.toString()));
    }
}
