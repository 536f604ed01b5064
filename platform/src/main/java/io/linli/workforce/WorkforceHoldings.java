package io.linli.workforce;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What organisations and links hold about those who serve. */
@Component
class WorkforceHoldings implements PersonalData {

    private final JdbcClient database;

    WorkforceHoldings(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.sensitive("workforce.party-member").encrypted("workforce.party_member.sealed"),
                Holding.of("workforce.skill").clear("workforce.worker_skill.account", "workforce.worker_skill.skill"),
                Holding.of("workforce.link")
                        .encrypted("workforce.link.ended_reason")
                        .clear("workforce.link.account", "workforce.link.area")
                        .keptBy(OldLinkReasons.KIND),
                Holding.of("workforce.presence")
                        .clear(
                                "workforce.presence.account",
                                "workforce.presence.area",
                                "workforce.presence.arrived_at",
                                "workforce.presence.left_at",
                                "workforce.presence.in_grid"));
    }

    @Override
    public Map<String, Long> about(String account) {
        return Map.of(
                "workforce.party-member",
                database.sql("select count(*) from workforce.party_member where account = ?::uuid")
                        .param(account)
                        .query(Long.class)
                        .single(),
                "workforce.skill",
                database.sql("select count(*) from workforce.worker_skill where account = ?::uuid")
                        .param(account)
                        .query(Long.class)
                        .single());
    }
}
