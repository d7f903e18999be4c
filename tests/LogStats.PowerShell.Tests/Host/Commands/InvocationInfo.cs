#nullable disable

namespace System.Management.Automation;

/// <summary>How a command was called. Script positions are always empty here.</summary>
public class InvocationInfo
{
    internal InvocationInfo(CommandInfo command, bool expectingInput, int position, int length)
    {
        MyCommand = command;
        ExpectingInput = expectingInput;
        PipelinePosition = position;
        PipelineLength = length;
    }

    public CommandInfo MyCommand { get; }

    public Dictionary<string, object> BoundParameters { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<object> UnboundArguments { get; } = [];

    public bool ExpectingInput { get; }

    public int PipelinePosition { get; }

    public int PipelineLength { get; }

    public string InvocationName => MyCommand.Name;

    public string Line => string.Empty;

    public string PositionMessage => string.Empty;

    public int ScriptLineNumber => 0;

    public int OffsetInLine => 0;
}
