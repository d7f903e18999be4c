using System.CommandLine;
using LogStats.Agent.Demo;
using LogStats.Agent.Terminal;
using LogStats.Scan;

namespace LogStats.Agent.Verbs;

/// <summary>Shows on bundled samples what the program does: formats found, records, statistics, a database.</summary>
internal sealed class DemoVerb : Command
{
    private const string Database = "logstats-demo.db";
    private const string Report = "logstats-demo.html";

    private readonly Argument<string> _folder = new("dir")
    {
        Description = "Where to write the samples and the database",
        DefaultValueFactory = static _ => "logstats-demo",
    };

    public DemoVerb()
        : base("demo", "The whole main job on bundled samples, in a second")
    {
        Add(_folder);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Screen screen = Screen.Default;
        string folder = parsed.GetRequiredValue(_folder);
        IReadOnlyList<string> samples = DemoSamples.WriteTo(folder);
        string database = Path.Join(folder, Database);
        string report = Path.Join(folder, Report);

        screen.Out.WriteLine("Three rsync servers log in three ways: to a file, through syslog, to the journal (compressed). A web server logs requests, a pooler of databases logs its clients.");
        screen.Out.WriteLine();
        DemoRun run = new(screen, samples, database, TimeProvider.System);
        run.Resolve();
        await run.ReadAsync(stop);
        await run.MeasureAsync(stop);
        await run.StoreAsync(stop);
        await run.ReportAsync(report, stop);

        screen.Out.WriteLine(screen.Heading("Files written"));
        foreach (string path in samples.Append(database).Append(report))
        {
            screen.Out.WriteLine($"{ByteSize.Text(new FileInfo(path).Length),10}  {path}");
        }

        screen.Out.WriteLine();
        screen.Out.WriteLine("Now your own: logstats measure /var/log/nginx/access.log*");
        screen.Out.WriteLine($"The report, for a browser: {Path.GetFullPath(report)}");
        screen.Out.Flush();
        return ExitCode.Done;
    }
}
