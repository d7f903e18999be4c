using System.Diagnostics;
using System.Globalization;
using LogStats.Bench.Logs;
using LogStats.Elf;
using LogStats.Geo;
using LogStats.Lines;
using LogStats.Tests.Geo;

namespace LogStats.Bench;

/// <summary>
/// <c>geo [--lines N] [--database FILE]</c>: look-ups a second of one thread, and what locating every client adds to
/// statistics. What is compared takes turns in one process, so that a busy machine slows both.
/// </summary>
internal static class GeoVerb
{
    private const int Networks = 200_000;
    private const int Addresses = 1 << 20;
    private const int Rounds = 9;

    public static int Run(string[] args)
    {
        long lines = long.Parse(Value(args, "--lines") ?? "2000000", CultureInfo.InvariantCulture);
        string? named = Value(args, "--database");
        string path = named ?? Path.Combine(Path.GetTempPath(), $"logstats-bench-{Guid.NewGuid():N}.mmdb");
        try
        {
            if (named is null)
            {
                File.WriteAllBytes(path, GeoSamples.Many(Networks).ToArray());
            }

            Console.WriteLine(FormattableString.Invariant($"{Path.GetFileName(named) ?? "200,000 networks"}, {new FileInfo(path).Length:N0} bytes"));
            using GeoLookup lookup = GeoLookup.Open([path]);
            LookUp(lookup, "any address of IPv4", static dice => (uint)dice.Next());
            LookUp(lookup, "one of 4,000 clients", static dice => (uint)(dice.Below(4000) * 1_000_003));
            using GeneratedAccessLog log = new(lines, new AccessLogOptions());
            Compare(log.Path, lookup, "nothing", []);
            Compare(log.Path, lookup, "by method", [[ElfGroup.Method]]);
            Compare(log.Path, lookup, "by request, status, hour", [[ElfGroup.Request], [ElfGroup.Status], [ElfGroup.Hour]]);
            return 0;
        }
        finally
        {
            if (named is null)
            {
                File.Delete(path);
            }
        }
    }

    private static string? Value(string[] args, string name) => Array.IndexOf(args, name) is int at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    private static void LookUp(GeoLookup lookup, string what, Func<Dice, uint> next)
    {
        Dice dice = new(1);
        byte[][] texts = new byte[Addresses][];
        for (int index = 0; index < texts.Length; index++)
        {
            texts[index] = System.Text.Encoding.ASCII.GetBytes(new GeoAddress(0, next(dice), IsV4: true).ToString());
        }

        double best = double.MaxValue;
        int found = 0;
        long allocated = 0;
        for (int round = 0; round < Rounds; round++)
        {
            found = 0;
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            foreach (byte[] text in texts)
            {
                found += lookup.Find(text) is null ? 0 : 1;
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Console.WriteLine(FormattableString.Invariant(
            $"{what,-26} {Addresses / best / 1e6,6:0.0} million look-ups a second, {(double)found / Addresses:P0} known, {(double)allocated / Addresses:0.0} bytes each"));
    }

    private static void Compare(string path, GeoLookup lookup, string what, ElfGroup[][] by)
    {
        ElfGroup[][] country = [.. by.Where(one => one is not [ElfGroup.Method]), [ElfGroup.Country]];
        List<double> ratios = [];
        (double without, double with) best = (double.MaxValue, double.MaxValue);
        for (int round = 0; round < Rounds; round++)
        {
            double without = Seconds(path, new ElfOptions(), by);
            double with = Seconds(path, new ElfOptions { Clients = new ClientOptions { Locations = lookup } }, country);
            best = (Math.Min(best.without, without), Math.Min(best.with, with));
            ratios.Add(with / without);
        }

        ratios.Sort();
        Console.WriteLine(FormattableString.Invariant(
            $"{what,-26} {best.without:0.000} s, with countries {best.with:0.000} s: {(best.with / best.without) - 1:+0.0 %;-0.0 %} of the best, {ratios[Rounds / 2] - 1:+0.0 %;-0.0 %} in the middle"));
    }

    private static double Seconds(string path, ElfOptions options, ElfGroup[][] by)
    {
        long start = Stopwatch.GetTimestamp();
        ElfMeasure measure = new(options, by) { Threads = 1 };
        measure.Add(LineInput.File(path));
        _ = measure.Finish().Total.Calls;
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
