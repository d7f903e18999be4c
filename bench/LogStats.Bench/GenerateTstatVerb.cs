using System.Globalization;
using LogStats.Bench.Logs;

namespace LogStats.Bench;

/// <summary><c>generate-tstat FILE [--rows 500000] [--seed 1]</c></summary>
internal static class GenerateTstatVerb
{
    private const string Usage = """
        generate-tstat FILE [--rows 500000] [--seed 1]
        A log_tcp_complete of 130 columns. The same arguments write the same bytes on every machine.
        """;

    public static int Run(string[] args)
    {
        string? path = null;
        long rows = 500_000;
        ulong seed = 1;
        for (int at = 0; at < args.Length; at++)
        {
            string value = at + 1 < args.Length ? args[at + 1] : "";
            switch (args[at])
            {
                case "--rows" when long.TryParse(value, CultureInfo.InvariantCulture, out rows) && rows > 0:
                case "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out seed):
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

        using FileStream file = File.Create(path);
        new TstatLogGenerator(seed).Write(file, rows);
        return 0;
    }
}
