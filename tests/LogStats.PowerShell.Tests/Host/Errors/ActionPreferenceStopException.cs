#nullable disable

namespace System.Management.Automation;

/// <summary>An error met -ErrorAction Stop.</summary>
public class ActionPreferenceStopException : RuntimeException
{
    public ActionPreferenceStopException()
    {
    }

    public ActionPreferenceStopException(string message)
        : base(message)
    {
    }

    public ActionPreferenceStopException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
