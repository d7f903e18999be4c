using System.CommandLine;
using LogStats.Agent.Reports;
using LogStats.Agent.Terminal;
using LogStats.Faults;
using LogStats.Formats;

namespace LogStats.Agent.Verbs;

/// <summary>Lists every format that can be read, each with lines in it.</summary>
internal sealed class FormatsVerb : Command
{
    private readonly Option<bool> _json = new("--json") { Description = "A JSON object for each format" };

    public FormatsVerb()
        : base("formats", "Every format that can be read, with samples")
    {
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = Screen.Default;
        foreach (LogFormat format in FormatCatalog.All)
        {
            if (parsed.GetValue(_json))
            {
                FormatJson.Write(screen.Stream, format);
                continue;
            }

            screen.Out.WriteLine($"{format.Name}: {format.Description}");
            foreach (string sample in format.Samples)
            {
                screen.Out.WriteLine($"    {Scan.LineText.Show(sample)}");
            }
        }

        if (!parsed.GetValue(_json))
        {
            screen.Out.Flush();
        }

        foreach (LogStatsException fault in FormatCatalog.Faults)
        {
            screen.Tell(fault);
        }

        return FormatCatalog.Faults.Count == 0 ? ExitCode.Done : ExitCode.PartlyDone;
    }
}
