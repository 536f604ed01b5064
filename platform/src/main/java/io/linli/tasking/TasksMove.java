package io.linli.tasking;

import io.linli.territory.AreaCode;
import io.linli.territory.MovesWithGround;
import io.linli.territory.Regrouping;
import io.linli.territory.RowsOnGround;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is left to do at an area that closes is to be done where its ground went. What was done stays where it was done. */
@Component
@Order(40) // after the matters of other modules, which bring their own tasks along
class TasksMove implements MovesWithGround {

    private final RowsOnGround rows;
    private final RowsOnGround queues;

    TasksMove(JdbcClient database) {
        // the queue of a post at the area, or at one around it, that closes is that of the new area's
        rows = new RowsOnGround(
                database,
                "tasking.task",
                "area",
                "t.state = 'OPEN'",
                ", queue_area = case when t.area ^@ t.queue_area and length(t.queue_area) >= 12"
                        + " then left(m.target, length(t.queue_area)) else t.queue_area end");
        queues = new RowsOnGround(database, "tasking.task", "queue_area", "t.state = 'OPEN'", "");
    }

    @Override
    public String what() {
        return "tasks";
    }

    @Override
    public Map<AreaCode, Long> counts(Collection<AreaCode> within) {
        return rows.counts(within);
    }

    @Override
    public List<Flow> flows(Regrouping plan) {
        return rows.flows(plan);
    }

    @Override
    public int move(Regrouping plan, int most) {
        int moved = rows.move(plan, most);
        return moved > 0 ? moved : queues.move(plan, most);
    }
}
