using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace LogStats.Tests.Infrastructure;

/// <summary>
/// Runs a property over generated cases. The seed is fixed, so that a run can be repeated; LOGSTATS_SEED names another,
/// and a failure prints the one that brings the same case back.
/// </summary>
internal static class Always
{
    private const ulong DefaultSeed = 20241121;
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    public static void Holds<T>(Gen<T> cases, Action<T> check, Func<T, IEnumerable<T>>? shrink = null, int count = 200)
    {
        ulong seed = Seed();
        Gen<Shown<T>> shown = cases.Select(test => new Shown<T>(test));
        Arbitrary<Shown<T>> arbitrary = shrink is null ? Arb.From(shown)
            : Arb.From(shown, test => shrink(test.Case).Select(smaller => new Shown<T>(smaller)));
        Config config = Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(seed, Gamma).WithQuietOnSuccess(true);
        try
        {
            Check.One(config, Prop.ForAll(arbitrary, test => check(test.Case)));
        }
        catch (Exception error)
        {
            throw new Xunit.Sdk.XunitException($"LOGSTATS_SEED={seed} {error.Message}");
        }
    }

    /// <summary>So many of them: the same whenever the seed is.</summary>
    public static T[] Some<T>(Gen<T> cases, int count) => [.. cases.ArrayOf(count).Sample(50, new Rnd(Seed(), Gamma), 1)[0]];

    /// <summary>Smaller ones of a list: without its halves, then without each element.</summary>
    public static IEnumerable<T[]> Shorter<T>(T[] list)
    {
        for (int size = list.Length / 2; size >= 1; size /= 2)
        {
            for (int at = 0; at + size <= list.Length; at += size)
            {
                yield return [.. list[..at], .. list[(at + size)..]];
            }
        }
    }

    private static ulong Seed()
        => ulong.TryParse(Environment.GetEnvironmentVariable("LOGSTATS_SEED"), out ulong given) ? given : DefaultSeed;

    private static string Show(object? value) => value switch
    {
        byte[] bytes => '"' + Encoding.Latin1.GetString(bytes).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal) + '"',
        Array list => string.Join('\n', list.Cast<object>().Select(Show)),
        _ => value?.ToString() ?? "null",
    };

    /// <summary>Bytes are shown as the text that they nearly are.</summary>
    private sealed record Shown<T>(T Case)
    {
        public override string ToString() => Show(Case);
    }
}
