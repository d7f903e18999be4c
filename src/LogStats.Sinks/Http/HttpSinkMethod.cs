namespace LogStats.Sinks.Http;

/// <summary>How a message is sent.</summary>
public enum HttpSinkMethod
{
    Post,

    Put,
}
