using System.CommandLine;
using System.Globalization;
using LogStats.Agent.Inputs;
using LogStats.Agent.Reports;
using LogStats.Agent.Terminal;
using LogStats.Detect;
using LogStats.Formats;

namespace LogStats.Agent.Verbs;

/// <summary>Says in which format a log is, how sure that is and why, and what else it could be.</summary>
internal sealed class ResolveVerb : Command
{
    private readonly RequestOptions _request = new();

    private readonly Option<int?> _sample = NumberOption.Create("--sample", 1,
        $"How many lines to look at ({FormatResolver.DefaultSample} by default)");

    private readonly Option<bool> _json = new("--json") { Description = "A JSON object for each file" };

    public ResolveVerb()
        : base("resolve", "Which format a log is in, and why")
    {
        Add(_request.Files);
        Add(_sample);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Screen screen = Screen.Default;
        bool json = parsed.GetValue(_json);
        int sample = parsed.GetValue(_sample) ?? FormatResolver.DefaultSample;
        InputRun run = new(screen, null);
        await run.OverAsync(parsed.GetRequiredValue(_request.Files), (input, account) =>
        {
            stop.ThrowIfCancellationRequested();
            IReadOnlyList<LogFormatMatch> matches = FormatResolver.Resolve(input, sample);
            if (matches.Count == 0)
            {
                if (FormatResolver.Unknown(input) is { } fault)
                {
                    throw fault;
                }

                account.IsEmpty = true;
            }
            else if (json)
            {
                MatchJson.Write(screen.Stream, matches);
            }
            else
            {
                Write(screen, matches);
            }

            return Task.FromResult(true);
        });
        return run.ExitCode;
    }

    private static void Write(Screen screen, IReadOnlyList<LogFormatMatch> matches)
    {
        LogFormatMatch best = matches[0];
        TextWriter writer = screen.Out;
        writer.WriteLine(Scan.LineText.Show(best.Path));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  format     {best.Name}: {FormatCatalog.Find(best.Name).Description}"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  score      {best.Score:P1}, {best.Reason}"));
        if (best.FirstMiss is not null)
        {
            writer.WriteLine($"  first miss {best.FirstMiss}");
        }

        if (matches.Count > 1)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  runner-up  {matches[1].Name}, {matches[1].Score:P1}: {matches[1].Reason}"));
        }

        writer.Flush();
    }
}
