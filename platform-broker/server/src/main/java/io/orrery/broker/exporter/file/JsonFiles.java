package io.orrery.broker.exporter.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of one partition: `records-<first position>.jsonl`, the oldest of which go when there
/// are too many. A line is whole or not there; what was torn is cut when the files are opened.
final class JsonFiles implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("records-(\\d{1,19})\\.jsonl");
  private static final Pattern POSITION = Pattern.compile("\"position\":(\\d{1,19})");
  private static final int BUFFER_BYTES = 256 << 10;
  private static final int LOOK_BACK_BYTES = 64 << 10;
  private static final long NOTHING = -1;

  private final FileArguments arguments;
  private final Path directory;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private FileChannel channel;
  private long size;
  private long lastPosition;

  private JsonFiles(FileArguments arguments, Path directory, Path file) throws IOException {
    this.arguments = arguments;
    this.directory = directory;
    channel = open(file);
    size = channel.size();
    lastPosition = NOTHING;
  }

  static JsonFiles open(FileArguments arguments, int partition) throws IOException {
    var directory = arguments.directory().resolve("partition-" + partition);
    Files.createDirectories(directory);
    var files = all(directory);
    var newest = files.isEmpty() ? directory.resolve(name(1)) : files.getLast();
    var opened = new JsonFiles(arguments, directory, newest);
    try {
      opened.mend(files.isEmpty() ? List.of(newest) : files);
    } catch (IOException | RuntimeException e) {
      opened.channel.close();
      throw e;
    }
    return opened;
  }

  private static String name(long firstPosition) {
    return "records-%019d.jsonl".formatted(firstPosition);
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /// Oldest first.
  private static List<Path> all(Path directory) throws IOException {
    try (var found = Files.list(directory)) {
      return found
          .filter(each -> NAME.matcher(String.valueOf(each.getFileName())).matches())
          .sorted()
          .toList();
    }
  }

  /// Cuts a torn line off the newest file, and finds the newest position that is there.
  private void mend(List<Path> files) throws IOException {
    var end = endOfLines(files.getLast());
    if (end < size) {
      channel.truncate(end);
      size = end;
    }
    for (var i = files.size() - 1; i >= 0 && lastPosition == NOTHING; i--) {
      lastPosition = lastPosition(files.get(i));
    }
  }

  /// Behind the last line feed.
  private static long endOfLines(Path file) throws IOException {
    try (var reader = new RandomAccessFile(file.toFile(), "r")) {
      var block = new byte[LOOK_BACK_BYTES];
      for (var end = reader.length(); end > 0; ) {
        var begin = Math.max(0, end - LOOK_BACK_BYTES);
        var length = (int) (end - begin);
        reader.seek(begin);
        reader.readFully(block, 0, length);
        for (var i = length - 1; i >= 0; i--) {
          if (block[i] == '\n') {
            return begin + i + 1;
          }
        }
        end = begin;
      }
      return 0;
    }
  }

  /// The position of the newest line of a file of whole lines, or NOTHING.
  private static long lastPosition(Path file) throws IOException {
    var last = NOTHING;
    try (var lines = Files.lines(file)) {
      for (var each = lines.iterator(); each.hasNext(); ) {
        Matcher found = POSITION.matcher(each.next());
        if (found.find()) {
          last = Math.max(last, Long.parseLong(found.group(1)));
        }
      }
    }
    return last;
  }

  /// The newest position that was there at the beginning, or less than any.
  long lastPosition() {
    return lastPosition;
  }

  void write(long position, byte[] json) throws IOException {
    var bytes = json.length + 1;
    if (size + buffer.position() > 0 && size + buffer.position() + bytes > arguments.fileBytes()) {
      rotate(position);
    }
    if (bytes > buffer.remaining()) {
      drain();
    }
    if (bytes > buffer.capacity()) {
      writeWhole(ByteBuffer.allocate(bytes).put(json).put((byte) '\n').flip());
    } else {
      buffer.put(json).put((byte) '\n');
    }
  }

  /// A line that does not get in whole is cut off again.
  private void writeWhole(ByteBuffer line) throws IOException {
    var before = size;
    try {
      writeFully(line);
    } catch (IOException e) {
      channel.truncate(before);
      size = before;
      throw e;
    }
  }

  private void rotate(long position) throws IOException {
    flush();
    // If there can be no new file now, the one that is there takes what comes.
    var fresh = open(directory.resolve(name(position)));
    var full = channel;
    channel = fresh;
    size = fresh.size();
    full.close();
    var files = new ArrayList<>(all(directory));
    while (files.size() > arguments.files()) {
      Files.deleteIfExists(files.removeFirst());
    }
  }

  /// Whether the buffer is rather full.
  boolean wantsFlush() {
    return buffer.position() > buffer.capacity() / 2;
  }

  /// Has everything written in the files, and on the disk if that is wanted.
  void flush() throws IOException {
    drain();
    if (arguments.isForced()) {
      channel.force(false);
    }
  }

  private void drain() throws IOException {
    buffer.flip();
    try {
      writeFully(buffer);
    } finally {
      buffer.compact();
    }
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      size += channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
