using System.Globalization;
using LogStats.Bench.Logs;

namespace LogStats.Bench;

/// <summary><c>generate FILE [--size 200M] [--envelope own] [--pace 1] [--seed 1]</c></summary>
internal static class GenerateVerb
{
    private const string Usage = """
        generate FILE [--size 200M] [--envelope own|syslog|syslog-iso|syslog-year|rfc5424|journal] [--pace 1] [--seed 1]
        The same arguments write the same bytes on every machine. --pace 20 makes every transfer 20 times slower.
        """;

    public static int Run(string[] args)
    {
        string? path = null;
        long size = 200L << 20;
        RsyncdLogOptions options = new();
        for (int at = 0; at < args.Length; at++)
        {
            string value = at + 1 < args.Length ? args[at + 1] : "";
            switch (args[at])
            {
                case "--size" when TrySize(value, out size):
                case "--envelope" when LogEnvelope.TryParse(value, out options.Envelope):
                case "--pace" when int.TryParse(value, CultureInfo.InvariantCulture, out options.Pace) && options.Pace > 0:
                case "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out options.Seed):
                    at++;
                    break;
                case string other when path is null && !other.StartsWith('-'):
                    path = other;
                    break;
                default:
                    path = null;
                    at = args.Length;
                    break;
            }
        }

        if (path is null)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        long lines = RsyncdLogGenerator.WriteFile(path, size, options);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {lines} lines, {new FileInfo(path).Length} bytes"));
        return 0;
    }

    private static bool TrySize(string text, out long size)
    {
        int shift = text.Length == 0 ? 0 : text[^1] switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 };
        bool read = long.TryParse(shift == 0 ? text : text[..^1], CultureInfo.InvariantCulture, out size);
        size <<= shift;
        return read && size > 0;
    }
}
