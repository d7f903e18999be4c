#nullable disable

namespace System.Management.Automation;

/// <summary>Handed to transformations and validations, which here may not look behind it.</summary>
public class EngineIntrinsics
{
    internal EngineIntrinsics(SessionState sessionState = null) => SessionState = sessionState;

    public SessionState SessionState { get; }
}
