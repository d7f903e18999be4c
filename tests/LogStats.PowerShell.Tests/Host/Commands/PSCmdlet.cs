#nullable disable

using System.Collections.ObjectModel;

namespace System.Management.Automation;

/// <summary>A command inside a session: it knows how it was called and where it stands.</summary>
public abstract class PSCmdlet : Cmdlet
{
    private string _parameterSetName = ParameterAttribute.AllParameterSets;

    protected PSCmdlet()
    {
    }

    public string ParameterSetName => _parameterSetName;

    public InvocationInfo MyInvocation { get; private set; }

    public SessionState SessionState { get; private set; }

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider) =>
        SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);

    public string GetUnresolvedProviderPathFromPSPath(string path) =>
        SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    public PathInfo CurrentProviderLocation(string providerId) => SessionState.Path.CurrentProviderLocation(providerId);

    public object GetVariableValue(string name) => SessionState.PSVariable.GetValue(name);

    public object GetVariableValue(string name, object defaultValue) =>
        SessionState.PSVariable.GetValue(name, defaultValue);

    internal void Attach(InvocationInfo invocation, SessionState sessionState)
    {
        MyInvocation = invocation;
        SessionState = sessionState;
    }

    internal void SetParameterSetName(string name) => _parameterSetName = name;
}
