namespace LogStats.Agent.Receiver;

/// <summary>A request that is answered with an error: what the sender has to do otherwise.</summary>
internal sealed class RequestFault(int status, string reason) : Exception(reason)
{
    public int Status { get; } = status;
}
