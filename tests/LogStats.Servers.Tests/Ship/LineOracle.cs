using System.Globalization;
using System.Text;

namespace LogStats.Servers.Tests.Ship;

/// <summary>
/// Writes lines that name themselves into a log that rotates, and knows each of them. In the end every line has to be at the receiver once,
/// byte for byte, those of each file in their order, and nothing else.
/// </summary>
internal sealed class LineOracle(string log, int seed)
{
    private const int Kept = 200;

    /// <summary>Bytes that text functions like to change: a lone CR, NUL, what is not UTF-8, an end of line of Unicode.</summary>
    private static readonly byte[][] s_tails = [[], "\r"u8.ToArray(), [0xff, 0xfe], [(byte)'a', 0, (byte)'b'], [0xe2, 0x80, 0xa8], [(byte)'x', (byte)'\r', (byte)'y']];

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _lines = [];
    private readonly List<int> _files = [];
    private int _file;
    private DateTime _time = new(2025, 11, 29, 10, 0, 0, DateTimeKind.Unspecified);

    public int Count => _lines.Count;

    public string Log => log;

    /// <summary>Writes lines and waits until the disk has them.</summary>
    public void Append(int count)
    {
        using FileStream file = new(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using MemoryStream bytes = new();
        for (int at = 0; at < count; at++)
        {
            byte[] line = Line();
            _lines.Add(line);
            _files.Add(_file);
            bytes.Write(line);
        }

        file.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Renames as logrotate does, and makes the new log. The oldest goes: long after whatever was killed has come back and read it.</summary>
    public void Rename()
    {
        File.Delete($"{log}.{Kept}");
        for (int number = Kept - 1; number >= 1; number--)
        {
            if (File.Exists($"{log}.{number}"))
            {
                File.Move($"{log}.{number}", $"{log}.{number + 1}");
            }
        }

        File.Move(log, $"{log}.1");
        _file++;
        using (File.Create(log))
        {
        }
    }

    /// <summary>What is wrong with what the receiver has of a source, or null for nothing.</summary>
    public string? Judge(string store)
    {
        List<byte[]> found = [.. Parts(store).SelectMany(Lines)];
        Dictionary<string, int> order = [];
        for (int at = 0; at < _lines.Count; at++)
        {
            order[Convert.ToHexString(_lines[at])] = at;
        }

        bool[] seen = new bool[_lines.Count];
        Dictionary<int, int> last = [];
        foreach (byte[] line in found)
        {
            if (!order.TryGetValue(Convert.ToHexString(line), out int at))
            {
                return $"a line that nobody wrote: {Encoding.Latin1.GetString(line)}";
            }

            if (seen[at])
            {
                return $"line {at} twice";
            }

            if (last.TryGetValue(_files[at], out int before) && at < before)
            {
                return $"line {at} behind line {before} of its file";
            }

            (seen[at], last[_files[at]]) = (true, at);
        }

        int lost = Array.IndexOf(seen, false);
        return lost < 0 ? null : $"line {lost} of {_lines.Count} is lost";
    }

    /// <summary>The parts in the order of their windows, and a window's in the order in which they were begun.</summary>
    private static IEnumerable<string> Parts(string store)
        => Directory.Exists(store) ? Directory.EnumerateFiles(store, "*.log", SearchOption.AllDirectories).OrderBy(Window, StringComparer.Ordinal).ThenBy(Number) : [];

    private static string Window(string part) => Number(part) == 1 ? part[..^".log".Length] : part[..part.LastIndexOf('.', part.Length - ".log".Length - 1)];

    private static int Number(string part)
        => int.TryParse(Path.GetExtension(Path.GetFileNameWithoutExtension(part)).TrimStart('.'), CultureInfo.InvariantCulture, out int number) ? number : 1;

    private static IEnumerable<byte[]> Lines(string part)
    {
        byte[] bytes = File.ReadAllBytes(part);
        for (int start = 0; start < bytes.Length;)
        {
            int end = Array.IndexOf(bytes, (byte)'\n', start);
            end = end < 0 ? bytes.Length : end + 1;
            yield return bytes[start..end];
            start = end;
        }
    }

    private byte[] Line()
    {
        _time += TimeSpan.FromMilliseconds(_random.Next(0, 3000));
        int number = _lines.Count;
        string text = string.Create(CultureInfo.InvariantCulture, $"192.0.2.{number % 250} - - [{_time:dd/MMM/yyyy:HH:mm:ss} +0600] \"GET /{seed}/{number} HTTP/1.1\" 200 {_random.Next(9999)} \"-\" \"{new string('u', _random.Next(60))}");
        return [.. Encoding.ASCII.GetBytes(text), .. s_tails[_random.Next(s_tails.Length)], (byte)'\n'];
    }
}
