using System.Globalization;
using LogStats.Bench.Logs;

namespace LogStats.Bench;

/// <summary><c>generate-access FILE [--lines 5000000] [--order combined] [--odd 10000] [--seed 1]</c></summary>
internal static class GenerateAccessVerb
{
    private const string Usage = """
        generate-access FILE [--lines 5000000] [--order combined|time-first] [--odd 10000] [--seed 1]
        The same arguments write the same bytes on every machine. One line in --odd is odd; --odd 0 writes none.
        """;

    public static int Run(string[] args)
    {
        string? path = null;
        long lines = 5_000_000;
        AccessLogOptions options = new();
        for (int at = 0; at < args.Length; at++)
        {
            string value = at + 1 < args.Length ? args[at + 1] : "";
            switch (args[at])
            {
                case "--lines" when long.TryParse(value, CultureInfo.InvariantCulture, out lines) && lines > 0:
                case "--order" when TryOrder(value, out options.Order):
                case "--odd" when int.TryParse(value, CultureInfo.InvariantCulture, out options.OddOneIn) && options.OddOneIn >= 0:
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

        AccessLogGenerator.WriteFile(path, lines, options);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {lines} lines, {new FileInfo(path).Length} bytes"));
        return 0;
    }

    private static bool TryOrder(string text, out AccessLogOrder order)
        => Enum.TryParse(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out order) && Enum.IsDefined(order);
}
