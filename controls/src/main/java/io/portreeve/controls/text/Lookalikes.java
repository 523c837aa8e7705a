package io.portreeve.controls.text;

/**
 * Which letters of other scripts readers take for Latin ones. For comparing only: texts that are
 * really written in those scripts become nonsense.
 */
public final class Lookalikes {
  /** Pairs: what it is, and what it is taken for. */
  private static final String PAIRS =
      "аaеeоoрpсcуyхxіiјjѕsԁdһhոnԛqԝwӏlьbвbкkмmтtнhгrиnпnлnзeЗeАaВbЕeКkМmНhОoРpСcТtУyХxІiЈjЅs"
          + "αaοoρpνvιiκkτtυuχxγyεeηnωwσoβbΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧx"
          + "ıiɡgɑaʟlꜱsոnսuօoհhցgքpաwյjʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkᴍmɴnᴏoᴘpʀrᴛtᴜuᴠvᴡwʏyᴢz";

  private static final char[] TABLE = table();

  private Lookalikes() {}

  /** What {@code c} is taken for; itself if it looks like nothing else. */
  public static char of(char c) {
    return c < TABLE.length && TABLE[c] != 0 ? TABLE[c] : c;
  }

  private static char[] table() {
    char[] table = new char[0xA800];
    for (int i = 0; i < PAIRS.length(); i += 2) {
      table[PAIRS.charAt(i)] = PAIRS.charAt(i + 1);
    }
    return table;
  }
}
