using LogStats.Sinks.Targets;

namespace LogStats.Sinks.Text;

/// <summary>A file whose ending says its form, or "-": JSON lines to standard output.</summary>
internal sealed class TextTarget : ITargetKind
{
    private const string StandardOutput = "-";
    private const string Gzip = ".gz";

    private static readonly Dictionary<string, TextForm> s_endings = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jsonl"] = TextForm.JsonLine,
        [".ndjson"] = TextForm.JsonLine,
        [".csv"] = TextForm.Csv,
        [".txt"] = TextForm.Line,
        [".log"] = TextForm.Line,
    };

    public IReadOnlyList<string> Forms =>
        ["FILE.jsonl[.gz]", "FILE.csv[.gz]", "FILE.txt[.gz]", "'-' for JSON lines to standard output"];

    public bool Fits(Target target) => target.Scheme is null && (target.Text == StandardOutput || Form(target.Text) is not null);

    public ISink Open(Target target, TargetOptions options) => TextSink.Open(target.Text == StandardOutput
        ? new TextSinkOptions { Stream = options.StandardOutput(), LeaveOpen = true }
        : new TextSinkOptions
        {
            Path = target.Text,
            Form = Form(target.Text)!.Value,
            Append = options.Append,
            NoClobber = options.NoClobber,
        });

    private static TextForm? Form(string path)
    {
        string plain = path.EndsWith(Gzip, StringComparison.OrdinalIgnoreCase) ? path[..^Gzip.Length] : path;
        return s_endings.TryGetValue(Path.GetExtension(plain), out TextForm form) ? form : null;
    }
}
