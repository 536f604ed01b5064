package io.linli.tasking;

/** What a task comes from. Field staff have one list of them all. */
public enum TaskSource {
    /** 事件 */
    INCIDENT,
    /** 走访 */
    VISIT,
    /** 预警 */
    WARNING,
    /** 检查 */
    INSPECTION,
    /** 问卷 */
    SURVEY,
    /** 调解 */
    MEDIATION,
    /** 准入事项: pushed by a department */
    WORK_ITEM,
    /** 巡查 */
    PATROL,
    /** 转移避险 */
    EVACUATION,
    /** 交办: given by name beside a matter */
    GIVEN;

    /** Whether it is an answer that it cannot be done; what else ends here is done, or given anew by its plan. */
    boolean mayBeDeclined() {
        return this == GIVEN;
    }

    /** What a matter with steps of its own is, by the kind that its name begins with. */
    static TaskSource of(String matter) {
        return matter.startsWith("warning:") ? WARNING : matter.startsWith("evacuation:") ? EVACUATION : INCIDENT;
    }
}
