#nullable disable

namespace System.Management.Automation;

/// <summary>Where the session stands and which variables it has.</summary>
public sealed class SessionState
{
    internal SessionState(string location)
    {
        Path = new PathIntrinsics(location);
        PSVariable = new PSVariableIntrinsics();
    }

    public PathIntrinsics Path { get; }

    public PSVariableIntrinsics PSVariable { get; }
}
