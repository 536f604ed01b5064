package io.linli.residents;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the register of people and homes holds. Children under fourteen are in it, so the records are sensitive (art. 28). */
@Component
class ResidentsHoldings implements PersonalData {

    private final JdbcClient database;

    ResidentsHoldings(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.sensitive("residents.person")
                        .encrypted("residents.person.sealed", "residents.trail.note")
                        .digests(
                                "residents.person.name_index",
                                "residents.person.identity_index",
                                "residents.person.phone_index")
                        .keptBy(GonePeople.KIND),
                Holding.sensitive("residents.home")
                        .encrypted("residents.stay.home", "residents.household.home")
                        .digests("residents.stay.home_index", "residents.household.home_index")
                        .keptBy(GonePeople.KIND),
                Holding.sensitive("residents.mark")
                        .encrypted("residents.tag.kind")
                        .digests("residents.tag.kind_index")
                        .keptBy(GonePeople.KIND),
                Holding.sensitive("residents.visit")
                        .encrypted("residents.visit.answers")
                        .keptBy(OldVisits.KIND),
                Holding.sensitive("residents.claim")
                        .encrypted("residents.claim.sealed", "residents.claim.home", "residents.claim.reason")
                        .digests("residents.claim.home_index", "residents.claim.code_hash")
                        .keptBy(OldClaims.KIND),
                Holding.of("residents.correction")
                        .encrypted("residents.correction.sealed", "residents.correction.reason")
                        .keptBy(OldClaims.KIND),
                Holding.of(GivenOnce.PURPOSE)
                        .clear("residents.taken_over.owner", "residents.taken_over.facts")
                        .under("law.personal-information.13-1")
                        .keptBy(OldClaims.KIND));
    }

    @Override
    public Map<String, Long> about(String account) {
        return database.sql("""
                        select count(*), (select count(*) from residents.stay s where s.person = any (array_agg(p.id))),
                            (select count(*) from residents.tag t where t.person = any (array_agg(p.id))),
                            (select count(*) from residents.visit v where v.person = any (array_agg(p.id))),
                            (select count(*) from residents.claim c where c.owner = ?::uuid),
                            (select count(*) from residents.correction c where c.owner = ?::uuid),
                            (select count(*) from residents.taken_over o where o.owner = ?::uuid)
                        from residents.person p where p.owner = ?::uuid""")
                .params(account, account, account, account)
                .query((row, n) -> Map.of(
                        "residents.person",
                        row.getLong(1),
                        "residents.home",
                        row.getLong(2),
                        "residents.mark",
                        row.getLong(3),
                        "residents.visit",
                        row.getLong(4),
                        "residents.claim",
                        row.getLong(5),
                        "residents.correction",
                        row.getLong(6),
                        GivenOnce.PURPOSE,
                        row.getLong(7)))
                .single();
    }

    @Override
    public Set<String> byConsent() {
        return Set.of(GivenOnce.PURPOSE);
    }
}
