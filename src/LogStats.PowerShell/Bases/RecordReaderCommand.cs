using System.Management.Automation;
using LogStats.Faults;
using LogStats.Geo;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.PowerShell.Parameters;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.PowerShell.Bases;

/// <summary>
/// A command that gives one object for each record. It reads on the pipeline's own thread, a block at a time: the first
/// object comes before the file is read, nothing is read that nobody takes, and memory does not grow with the file.
/// </summary>
public abstract class RecordReaderCommand<TRecord> : WindowCommand
    where TRecord : class, ILogRecord
{
    private readonly LineBytes _bytes = new();
    private IRecordReader? _reader;
    private RecordOutput<TRecord>? _output;
    private RejectFile? _rejects;
    private string _input = PipelineName;
    private bool _hasLines;

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineInput, HelpMessage = Words.Line)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[] InputObject { get; set; } = [];

    [Parameter(HelpMessage = Words.InvalidLine)]
    public InvalidLineAction InvalidLine { get; set; }

    [Parameter(HelpMessage = Words.RejectPath)]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    [Parameter(HelpMessage = Words.ReadCount)]
    [ValidateRange(1, int.MaxValue)]
    public int ReadCount { get; set; } = 1;

    private protected abstract IRecordReader NewReader();

    /// <summary>Tells what the reader has to say of how it read.</summary>
    private protected virtual void Say(string remark) => WriteVerbose($"{remark}.");

    protected override void BeginProcessing()
    {
        _rejects = RejectPath is null ? null : OrEnd(() => new RejectFile(FilePaths.Full(this, RejectPath)));
        _output = new RecordOutput<TRecord>(this, ReadCount);
        _reader = OrEnd(NewReader);
        _reader.Progress = source => Progress.Move(_input, source.Consumed, source.Length);
        _reader.Rejected = Rejected;
    }

    protected override void ProcessRecord()
    {
        if (HasFiles)
        {
            EachFile(Read);
            return;
        }

        _hasLines = true;
        try
        {
            foreach (string line in InputObject)
            {
                _output!.Send(_reader!.Line(_bytes.Of(line)));
            }
        }
        catch (LogStatsException fault)
        {
            End(fault);
        }
    }

    protected override void EndProcessing()
    {
        _output!.Send(_reader!.Finish());
        if (_hasLines)
        {
            Enter(PipelineName, _reader.InputCounts);
        }

        _output.Flush();
        if (_reader.Remark.Length > 0)
        {
            Say(_reader.Remark);
        }

        WarnOfLocations();
        Account.Warn(InvalidLine == InvalidLineAction.Skip, RejectPath is null
            ? "Keep such lines with -RejectPath; Resolve-LogFormat shows which format fits."
            : $"All of them are in '{RejectPath}'.");
    }

    protected override void Dispose(bool disposing)
    {
        _rejects?.Dispose();
        base.Dispose(disposing);
    }

    private void Read(LineInput input)
    {
        if (_rejects?.Is(input.Path) == true)
        {
            throw Fail.Value(nameof(RejectPath), input.Path, "another file than those that are read");
        }

        _input = input.Path;
        foreach (IReadOnlyList<ILogRecord> block in _reader!.Read(input, Stop))
        {
            _output!.Send(block);
        }

        Enter(input.Path, _reader.InputCounts);
    }

    private void Rejected(LineReason reason, ReadOnlySpan<byte> line, long offset)
    {
        _rejects?.Write(line);
        if (InvalidLine == InvalidLineAction.Stop)
        {
            throw Fail.LineInvalid(_input, offset, reason.Text, LineText.Show(line));
        }
    }
}
