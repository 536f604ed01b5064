package io.linli.workforce;

/** What a worker can do that a matter may ask for. A small set: who dispatches chooses, and reads it as one reason. */
public enum Skill {
    /** 当地方言 */
    LOCAL_DIALECT(true),
    /** 客家话 */
    HAKKA(true),
    /** 外语 */
    FOREIGN_LANGUAGE(true),
    /** 手语 */
    SIGN_LANGUAGE(true),
    /** 急救 */
    FIRST_AID(false),
    /** 消防 */
    FIRE_SAFETY(false),
    /** 水电 */
    WATER_AND_POWER(false),
    /** 调解 */
    MEDIATION(false),
    /** 法律 */
    LAW(false),
    /** 心理疏导 */
    COUNSELLING(false),
    /** 照护 */
    CARE(false);

    private final boolean language;

    Skill(boolean language) {
        this.language = language;
    }

    public boolean isLanguage() {
        return language;
    }
}
