namespace LogStats.Sinks.Text;

/// <summary>A stream that somebody reads while it is written: standard output, a pipe, a device. Nothing is taken back.</summary>
internal sealed class StreamOutput(string name, Stream stream, bool leaveOpen) : TextOutput(name)
{
    public override Stream Stream { get; } = stream;

    public override string Left => "What was written up to here cannot be taken back.";

    public override void Begin()
    {
    }

    public override void Keep() => Stream.Flush();

    public override void Undo()
    {
    }

    public override void Complete() => Stream.Flush();

    public override void Dispose()
    {
        if (!leaveOpen)
        {
            Stream.Dispose();
        }
    }
}
