package io.linli.facility;

/** What helps in an emergency. */
public enum SupplyKind {
    /** 车辆 */
    VEHICLE,
    /** 船艇 */
    BOAT,
    /** 水泵 */
    PUMP,
    /** 沙袋 */
    SANDBAGS,
    /** 值班备勤人员 */
    PEOPLE;

    public boolean carries() {
        return this == VEHICLE || this == BOAT;
    }
}
