import './base.css';
import './fields.css';
import './findings.css';
import './buttons.css';
import './lists.css';
import './results.css';
import './panel.css';
import './narrow.css';
