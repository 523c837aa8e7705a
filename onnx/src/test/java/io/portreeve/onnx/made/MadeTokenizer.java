package io.portreeve.onnx.made;

import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A {@code tokenizer.json} of whole words. As published ones often do, it says that texts are to be
 * cut and filled up, which is right for training and wrong for whoever must see all of a text.
 */
public final class MadeTokenizer {
  /** What the first tokens are: unknown words, the begin, the end. */
  public static final int SPECIAL = 3;

  /** How many tokens there are of single bytes. */
  public static final int BYTES = 256;

  private MadeTokenizer() {}

  /** One that knows these words, whose tokens follow the special ones. */
  public static String of(List<String> words) {
    JsonObject vocabulary = JsonObject.empty().with("[UNK]", 0).with("[CLS]", 1).with("[SEP]", 2);
    for (int at = 0; at < words.size(); at++) {
      vocabulary = vocabulary.with(words.get(at), SPECIAL + at);
    }
    return """
    {"version": "1.0",
     "truncation": {"max_length": 6, "strategy": "LongestFirst", "stride": 0, "direction": "Right"},
     "padding": {"strategy": {"Fixed": 6}, "direction": "Right", "pad_to_multiple_of": null,
       "pad_id": 0, "pad_type_id": 0, "pad_token": "[UNK]"},
     "added_tokens": [%s],
     "normalizer": {"type": "Lowercase"},
     "pre_tokenizer": {"type": "WhitespaceSplit"},
     "post_processor": {"type": "TemplateProcessing",
       "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
         {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
       "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
       "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [1], "tokens": ["[CLS]"]},
         "[SEP]": {"id": "[SEP]", "ids": [2], "tokens": ["[SEP]"]}}},
     "decoder": null,
     "model": {"type": "WordLevel", "vocab": %s, "unk_token": "[UNK]"}}
    """
        .formatted(
            String.join(",", special(0, "[UNK]"), special(1, "[CLS]"), special(2, "[SEP]")),
            vocabulary);
  }

  /**
   * One of single bytes that writes characters out before: of one character, U+FDFA, it makes
   * eighteen, which are 33 tokens. Published ones do it likewise.
   */
  public static String ofBytes() {
    JsonObject vocabulary = JsonObject.empty();
    for (int at = 0; at < BYTES; at++) {
      vocabulary = vocabulary.with(Character.toString(letter(at)), at);
    }
    return """
    {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
     "normalizer": {"type": "NFKC"},
     "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, "use_regex": false},
     "post_processor": null, "decoder": null,
     "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": null,
       "end_of_word_suffix": null, "fuse_unk": false, "vocab": %s, "merges": []}}
    """
        .formatted(vocabulary);
  }

  /** The character that stands for a byte: itself where it can be printed, else one from 256 on. */
  private static int letter(int value) {
    return isPrinted(value)
        ? value
        : BYTES + (int) IntStream.range(0, value).filter(before -> !isPrinted(before)).count();
  }

  private static boolean isPrinted(int value) {
    return (value > 0x20 && value < 0x7f) || (value > 0xa0 && value != 0xad);
  }

  private static String special(int id, String token) {
    return """
    {"id": %d, "content": "%s", "single_word": false, "lstrip": false, "rstrip": false,
     "normalized": false, "special": true}\
    """
        .formatted(id, token);
  }
}
