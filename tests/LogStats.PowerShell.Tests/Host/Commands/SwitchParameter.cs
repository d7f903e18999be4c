#nullable disable

namespace System.Management.Automation;

/// <summary>A parameter that is there or not.</summary>
public struct SwitchParameter
{
    public SwitchParameter(bool isPresent) => IsPresent = isPresent;

    public static SwitchParameter Present => new(true);

    public bool IsPresent { get; }

    public static implicit operator bool(SwitchParameter switchParameter) => switchParameter.IsPresent;

    public static implicit operator SwitchParameter(bool value) => new(value);

    public static bool operator ==(SwitchParameter first, SwitchParameter second) =>
        first.IsPresent == second.IsPresent;

    public static bool operator !=(SwitchParameter first, SwitchParameter second) =>
        first.IsPresent != second.IsPresent;

    public static bool operator ==(SwitchParameter first, bool second) => first.IsPresent == second;

    public static bool operator !=(SwitchParameter first, bool second) => first.IsPresent != second;

    public static bool operator ==(bool first, SwitchParameter second) => first == second.IsPresent;

    public static bool operator !=(bool first, SwitchParameter second) => first != second.IsPresent;

    public bool ToBool() => IsPresent;

    public override bool Equals(object obj) => obj switch
    {
        bool value => value == IsPresent,
        SwitchParameter other => other.IsPresent == IsPresent,
        _ => false,
    };

    public override int GetHashCode() => IsPresent.GetHashCode();

    public override string ToString() => IsPresent.ToString();
}
