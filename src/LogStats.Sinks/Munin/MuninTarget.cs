using LogStats.Elf.Munin;
using LogStats.Sinks.Targets;

namespace LogStats.Sinks.Munin;

/// <summary><c>munin:FILE?instance=web&amp;zero-as-unknown=yes&amp;codes=200,404</c>.</summary>
internal sealed class MuninTarget : ITargetKind
{
    private const string Instance = "instance";
    private const string ZeroAsUnknown = "zero-as-unknown";
    private const string Codes = "codes";

    public IReadOnlyList<string> Forms => ["munin:FILE[?instance=NAME]"];

    public bool Fits(Target target) => target.Scheme == "munin";

    public ISink Open(Target target, TargetOptions options)
    {
        MuninReportOptions report = new();
        foreach ((string name, string value) in target.Settings)
        {
            report = name.ToLowerInvariant() switch
            {
                Instance => report with { Instance = value },
                ZeroAsUnknown when value is "yes" or "no" => report with { ZeroAsUnknown = value == "yes" },
                ZeroAsUnknown => throw TargetCatalog.Wrong(target, $"'{ZeroAsUnknown}' is yes or no"),
                Codes => report with { ResponseCodes = Numbers(target, value) },
                _ => throw TargetCatalog.Wrong(target, $"it has no setting '{name}', only '{Instance}', '{ZeroAsUnknown}' and '{Codes}'"),
            };
        }

        return target.Rest.Length == 0 ? throw TargetCatalog.Wrong(target, "the file is missing")
            : MuninSink.Open(new MuninSinkOptions { Path = target.Rest, Report = report });
    }

    private static int[] Numbers(Target target, string value)
    {
        string[] parts = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. parts.Select(part => ushort.TryParse(part, out ushort code) ? code : throw TargetCatalog.Wrong(target, $"'{Codes}' are numbers with commas between"))];
    }
}
