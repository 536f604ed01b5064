package io.linli.groundwork;

import io.linli.identity.AccountId;
import io.linli.residents.GroundRecords;
import io.linli.workforce.DutySource;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 服务群众: which visits to homes a grid worker took down. */
@Component
class VisitsOfWorkers implements DutySource {

    private final GroundRecords records;

    VisitsOfWorkers(GroundRecords records) {
        this.records = records;
    }

    @Override
    public Counted what() {
        return Counted.VISITS;
    }

    @Override
    public Map<AccountId, Long> count(Collection<AccountId> workers, Instant from, Instant until) {
        return records.visitsBy(workers, from, until);
    }
}
